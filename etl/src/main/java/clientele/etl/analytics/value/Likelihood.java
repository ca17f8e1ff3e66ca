package clientele.etl.analytics.value;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/** A log-likelihood of positive parameters, with its first and second derivatives. */
interface Likelihood {

  double value(double[] parameters);

  Slope slope(double[] parameters);

  /** First and second derivatives at a point. */
  record Slope(double[] gradient, double[][] hessian) {

    static Slope zero(int dimension) {
      return new Slope(new double[dimension], new double[dimension][dimension]);
    }

    void add(Slope other) {
      for (int row = 0; row < gradient.length; row++) {
        gradient[row] += other.gradient[row];
        for (int column = 0; column < gradient.length; column++) {
          hessian[row][column] += other.hessian[row][column];
        }
      }
    }

    /** Fills the lower triangle from the upper one. */
    Slope mirrored() {
      for (int row = 1; row < gradient.length; row++) {
        for (int column = 0; column < row; column++) {
          hessian[row][column] = hessian[column][row];
        }
      }
      return this;
    }

    /** The same with respect to the logarithms of the parameters, by the chain rule. */
    Slope byLogarithms(double[] parameters) {
      Slope result = zero(parameters.length);
      for (int row = 0; row < parameters.length; row++) {
        result.gradient[row] = parameters[row] * gradient[row];
        for (int column = 0; column < parameters.length; column++) {
          result.hessian[row][column] = parameters[row] * parameters[column] * hessian[row][column];
        }
        result.hessian[row][row] += result.gradient[row];
      }
      return result;
    }

    RealMatrix information() {
      return new Array2DRowRealMatrix(hessian).scalarMultiply(-1);
    }
  }
}
